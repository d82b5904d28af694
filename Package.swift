// swift-tools-version: 6.2
import PackageDescription

/// Settings that every Swift target shares: what the compiler may not let pass.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A module of the house: it lives in `Sources/folder` and imports only what is listed.
func module(
    _ name: String, in folder: String, imports: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: imports, path: "Sources/\(folder)", resources: resources, swiftSettings: settings)
}

/// The tests of one module, in the folder of the same name.
func tests(_ folder: String, imports: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(folder)Tests", dependencies: imports, path: "Tests/\(folder)", exclude: exclude,
        swiftSettings: settings)
}

let package = Package(
    name: "plumb",
    products: [
        .library(name: "Plumb", targets: ["Plumb"]),
        .library(name: "PlumbModels", targets: ["PlumbModels"]),
        .library(name: "PlumbSQL", targets: ["PlumbSQL"]),
        .executable(name: "plumb", targets: ["PlumbCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CSQLite", path: "Sources/C/CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CStemmer", path: "Sources/C/CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .systemLibrary(
            name: "CEdit", path: "Sources/C/CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        .systemLibrary(
            name: "CCurl", path: "Sources/C/CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CPostgres", path: "Sources/C/CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

        module("PlumbCore", in: "Core"),
        module("PlumbLanguage", in: "Language", imports: ["PlumbCore", "CStemmer"]),
        module("PlumbSQL", in: "SQL", imports: ["PlumbCore"]),
        module(
            "PlumbYAML", in: "YAML",
            imports: ["PlumbCore", "PlumbLanguage", .product(name: "Yams", package: "Yams")]),
        module(
            "PlumbDatabases", in: "Databases",
            imports: [
                "PlumbCore", "PlumbLanguage", "PlumbSQL", "PlumbYAML", "CSQLite", "CPostgres",
                .product(name: "Yams", package: "Yams"),
            ]),
        module(
            "PlumbModels", in: "Models",
            imports: ["PlumbCore", "PlumbDatabases", "CCurl", .product(name: "Yams", package: "Yams")],
            resources: [.embedInCode("Profiles/models.yaml")]),
        module(
            "PlumbPrompts", in: "Prompts",
            imports: [
                "PlumbCore", "PlumbLanguage", "PlumbSQL", .product(name: "Mustache", package: "swift-mustache"),
            ], resources: [.embedInCode("Templates")]),
        module(
            "PlumbTableSelection", in: "Stages/TableSelection", imports: ["PlumbCore", "PlumbLanguage", "PlumbPrompts"]),
        module(
            "PlumbColumnSelection", in: "Stages/ColumnSelection",
            imports: ["PlumbCore", "PlumbLanguage", "PlumbSQL", "PlumbPrompts"]),
        module(
            "PlumbQuerySynthesis", in: "Stages/QuerySynthesis",
            imports: ["PlumbCore", "PlumbLanguage", "PlumbSQL", "PlumbPrompts"]),
        module(
            "PlumbExecutionCheck", in: "Stages/ExecutionCheck",
            imports: ["PlumbCore", "PlumbLanguage", "PlumbSQL", "PlumbPrompts"]),
        module(
            "PlumbPipeline", in: "Pipeline",
            imports: [
                "PlumbCore", "PlumbLanguage", "PlumbSQL", "PlumbPrompts", "PlumbTableSelection", "PlumbColumnSelection",
                "PlumbModels", "PlumbQuerySynthesis", "PlumbExecutionCheck", "PlumbYAML",
                .product(name: "Yams", package: "Yams"),
            ]),
        module(
            "PlumbReports", in: "Reports",
            imports: ["PlumbCore", .product(name: "Mustache", package: "swift-mustache")]),
        module(
            "Plumb", in: "Plumb",
            imports: ["PlumbCore", "PlumbSQL", "PlumbModels", "PlumbPipeline", "PlumbDatabases"]),
        module(
            "PlumbEvaluation", in: "Evaluation",
            imports: [
                "PlumbCore", "PlumbLanguage", "PlumbSQL", "PlumbDatabases", "PlumbPipeline",
                .product(name: "Yams", package: "Yams"),
            ]),
        .executableTarget(
            name: "PlumbCommand",
            dependencies: [
                "PlumbCore", "PlumbSQL", "PlumbDatabases", "PlumbExecutionCheck", "PlumbModels", "PlumbPipeline",
                "PlumbReports", "PlumbEvaluation", "Plumb", "CEdit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Sources/Command", swiftSettings: settings),

        .target(
            name: "TestSupport", dependencies: ["PlumbCore", "PlumbDatabases", "CSQLite"], path: "Tests/Support",
            swiftSettings: settings),
        .target(
            name: "SQLFuzzing", dependencies: ["PlumbSQL", "PlumbCore"], path: "Tests/Fuzzing", swiftSettings: settings),
        .executableTarget(
            name: "fuzz", dependencies: ["SQLFuzzing", "PlumbCore"], path: "Tests/Fuzz", swiftSettings: settings),
        tests("Core", imports: ["PlumbCore"]),
        tests("Databases", imports: ["PlumbDatabases", "PlumbCore", "PlumbLanguage", "CSQLite", "TestSupport"]),
        tests("Documentation", imports: ["PlumbCommand", "CSQLite"]),
        tests("EndToEnd", imports: ["PlumbCommand", "CSQLite", "TestSupport"], exclude: ["Recordings"]),
        tests(
            "Evaluation",
            imports: [
                "PlumbEvaluation", "PlumbPipeline", "PlumbPrompts", "PlumbQuerySynthesis", "PlumbDatabases", "Plumb",
                "PlumbSQL", "PlumbCore", "TestSupport",
            ]),
        tests("Language", imports: ["PlumbLanguage", "PlumbCore"]),
        tests("Models", imports: ["PlumbModels", "PlumbCore", "TestSupport"]),
        tests("Pipeline", imports: ["PlumbPipeline", "PlumbModels", "PlumbCore", "TestSupport"]),
        tests("Plumb", imports: ["Plumb", "TestSupport"]),
        tests("Prompts", imports: ["PlumbPrompts", "PlumbCore"]),
        tests("Reports", imports: ["PlumbReports", "PlumbCore"], exclude: ["Golden"]),
        tests(
            "SQL", imports: ["PlumbSQL", "PlumbCore", "PlumbDatabases", "SQLFuzzing", "TestSupport"],
            exclude: ["Fixtures"]),
        tests(
            "Stages",
            imports: [
                "PlumbTableSelection", "PlumbColumnSelection", "PlumbQuerySynthesis", "PlumbExecutionCheck",
                "PlumbCore", "PlumbDatabases", "PlumbEvaluation", "PlumbPipeline", "PlumbPrompts", "PlumbSQL",
                "TestSupport",
            ], exclude: ["Compose/Fixtures"]),
    ]
)
