// What a backend needs of the vocabulary comes with `import Plumb`.
@_exported import struct PlumbCore.AcceptedQuery
