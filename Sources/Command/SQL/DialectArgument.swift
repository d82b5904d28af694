public import ArgumentParser
public import PlumbCore

extension SQLDialect: ExpressibleByArgument {}
