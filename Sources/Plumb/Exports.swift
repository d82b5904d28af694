// The vocabulary of questions, answers and catalogs comes with `import Plumb`, and what opening a database takes.
@_exported public import PlumbCore
@_exported public import struct PlumbDatabases.AccessPolicy
@_exported public import struct PlumbDatabases.CatalogProgress
@_exported public import struct PlumbDatabases.DatabaseOptions
