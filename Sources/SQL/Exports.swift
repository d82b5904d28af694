// Who imports the parser alone gets the words that it speaks in, such as `SQLDialect`.
@_exported public import PlumbCore
