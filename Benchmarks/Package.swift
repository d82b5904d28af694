// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "plumb-benchmarks",
    dependencies: [
        .package(name: "plumb", path: "..")
    ],
    targets: [
        .target(name: "BareSQLite", path: "BareSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "BareSQLite", .product(name: "Plumb", package: "plumb"), .product(name: "PlumbSQL", package: "plumb"),
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
