// The vocabulary of questions, answers and catalogs comes with `import Plumb`, and what opening a database takes.
@_exported public import PlumbCore
@_exported public import struct PlumbDatabases.AccessPolicy
@_exported public import struct PlumbDatabases.CatalogProgress
@_exported public import struct PlumbDatabases.DatabaseOptions
@_exported public import class PlumbDatabases.PostgresDatabase
@_exported public import struct PlumbModels.HTTPLimits
@_exported public import struct PlumbModels.ModelBudget
@_exported public import class PlumbModels.ModelClient
@_exported public import struct PlumbModels.ModelConfiguration
@_exported public import struct PlumbModels.ModelProfile
@_exported public import enum PlumbModels.ReplayMode
@_exported public import struct PlumbPipeline.Configuration
@_exported public import struct PlumbPipeline.PipelinePlan
@_exported public import struct PlumbPipeline.PipelineSource
@_exported public import struct PlumbPipeline.StagePlan
