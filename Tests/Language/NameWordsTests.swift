import PlumbLanguage
import Testing

/// Words in the names of tables and columns.
struct NameWordsTests {
    @Test(arguments: [
        ("cust_addr", ["cust", "addr"]), ("custAddr", ["cust", "addr"]), ("CUST ADDR", ["cust", "addr"]),
        ("CustAddr", ["cust", "addr"]), ("HTTPServer", ["http", "server"]), ("order2", ["order", "2"]),
        ("IDs", ["ids"]), ("LName", ["l", "name"]), ("order-details", ["order", "details"]), ("__x__", ["x"]),
        ("", []), ("_", []), ("Größe_m2", ["große", "m", "2"]), ("ID", ["id"]), ("employeeID", ["employee", "id"]),
        ("имя_клиента", ["имя", "клиента"]), ("a\"b", ["a", "b"]), ("t1", ["t", "1"]),
    ])
    func namesAreCutIntoWords(name: String, words: [String]) {
        #expect(NameWords.of(name).map { Words.folded($0) } == words.map { Words.folded($0) })
    }

    @Test(arguments: [
        ("dob", ["date", "of", "birth"]), ("cust_addr", ["customer", "address"]), ("qty", ["quantity"]),
        ("stuid", ["stu", "id"]), ("paid", ["paid"]), ("name", ["name"]), ("ord_dt", ["order", "date"]),
    ])
    func abbreviationsAreWrittenOut(name: String, words: [String]) {
        #expect(NameWords.expanded(name) == words)
    }

    @Test(arguments: [("cust", "customer"), ("qnty", "quantity"), ("dept", "department"), ("mgr", "manager")])
    func shortForms(short: String, word: String) {
        #expect(NameWords.isAbbreviation(short, of: word))
    }

    @Test(arguments: [
        ("cu", "customer"), ("customer", "cust"), ("order", "orders"), ("cat", "dog"), ("", "x"), ("x", ""),
    ])
    func otherWords(short: String, word: String) {
        #expect(!NameWords.isAbbreviation(short, of: word))
    }
}
