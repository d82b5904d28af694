import PlumbCore
import Testing

/// What errors say.
struct PlumbErrorTests {
    @Test func aDescriptionKeepsTheDetailBack() {
        let error = PlumbError(.badInput, "there is no file", suggestion: "Name one.", detail: "errno 2")
        #expect(error.description == "there is no file\nName one.")
        #expect(error.debugDescription == "badInput: there is no file\nName one.\n[errno 2]")
        #expect(PlumbError(.refused, "no").description == "no")
        #expect(PlumbError(.refused, "no").debugDescription == "refused: no")
    }

    @Test func codesDiffer() {
        let codes: Set<PlumbError.Code> = [
            .badInput, .databaseUnavailable, .queryFailed, .refused, .limitExceeded, .cancelled, .contractViolated,
        ]
        #expect(codes.count == 7)
        #expect(Set(codes.map(\.description)).count == 7)
    }
}
