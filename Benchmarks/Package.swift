// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "plumb-benchmarks",
    dependencies: [
        .package(name: "plumb", path: "..")
    ],
    targets: [
        .target(name: "BareSQLite", path: "BareSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "BareHTTP", path: "BareHTTP", cSettings: [.define("_GNU_SOURCE")],
            linkerSettings: [.linkedLibrary("curl")]),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "BareHTTP", "BareSQLite", .product(name: "Plumb", package: "plumb"),
                .product(name: "PlumbModels", package: "plumb"), .product(name: "PlumbSQL", package: "plumb"),
            ],
            path: "Sources",
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .treatAllWarnings(as: .error),
            ]),
    ]
)
