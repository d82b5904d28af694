import PlumbCore
import PlumbDatabases
import Testing

@Suite struct PostgresLocationTests {
    @Test(arguments: [
        ("postgres://ada@db.example:5433/shop", "postgres://ada@db.example:5433/shop", "shop"),
        ("postgresql://db.example/shop", "postgres://db.example/shop", "shop"),
        ("POSTGRES://[::1]/shop", "postgres://[::1]/shop", "shop"),
        ("postgres://ada:s3cret@h/shop?sslmode=require", "postgres://ada@h/shop?sslmode=require", "shop"),
        ("postgres://ada:s3cret%40%2F@h/a%40b", "postgres://ada@h/a%40b", "a@b"),
        ("postgres://h/a%20b", "postgres://h/a%20b", "a b"),
        ("postgres://ada@/shop?host=/run/pg", "postgres://ada@/shop?host=/run/pg", "shop"),
        ("postgres:host=/run/pg dbname=shop user=ada password=s3cret", "postgres://ada@/shop?host=/run/pg", "shop"),
        ("postgres:shop", "postgres:///shop", "shop"), ("postgres:service=books", "postgres://?service=books", "books"),
        ("postgres://a,b/shop", "postgres:///shop?host=a,b", "shop"),
        ("postgres://ada@h/shop?options=-capp.secret%3Ds3cret", "postgres://ada@h/shop", "shop"),
    ])
    func isRead(_ text: String, _ description: String, _ name: String) throws {
        let location = try DatabaseLocation(text)
        #expect(location.dialect == .postgres)
        #expect(location.path == nil)
        #expect(location.description == description)
        #expect(location.name == name)
        var dumped = ""
        dump(location, to: &dumped)
        #expect(!dumped.contains("s3cret") && !"\(location)\(String(reflecting: location))".contains("s3cret"))
    }

    @Test func nothingAtAllIsTheEnvironmentsDatabase() throws {
        #expect(try !DatabaseLocation("postgres:").name.isEmpty)
        #expect(try DatabaseLocation("postgres://ada@h").name == "ada")
    }

    @Test(arguments: [
        ("postgres://h/shop?sslmod=require", "sslmod"), ("postgres:host=h dbnam=shop", "dbnam"),
        ("postgres://h:99999/shop", "port"), ("postgres:host=h port=x", "port"), ("postgres:host=h shop", "without"),
        ("postgres://h/%zz", "%"), ("postgres:host='h", "quote"), ("postgres://[::1/shop", "IPv6"),
        ("postgres://ada:s3cret@h/shop?sslmod=x", "sslmod"), ("postgres://h/shop?s3cret=x@y", "address"),
        ("postgres:password=s3cret s3cret=1", "address"), ("postgres://ada:s3cret@[h/shop", "address"),
        ("postgres://ada:pass@s3cret@h/shop", "@"), ("postgres://ada:12/s3cret@h", "@"),
        ("postgres://ada:12/s3cret@h/shop", "@"), ("postgres://ada:12/3?host=s3cret@h", "@"),
        ("postgres:ada:s3cret@h/shop", "@"), ("postgres:ada:s3cret=x@h/shop", "address"),
        ("postgres://ada:s3cret%zz@h/", "%"), ("postgres:password='s3cret", "quote"),
    ])
    func mistakesAreSaidWithoutSecrets(_ text: String, _ word: String) async throws {
        let error = try #require(await failure { try DatabaseLocation(text) })
        #expect(error.code == .badInput)
        #expect(error.message.contains(word))
        #expect(!error.debugDescription.contains("s3"))
    }
}
