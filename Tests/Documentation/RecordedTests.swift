import Testing

/// Tests that may write to a document, one after the other.
@Suite(.serialized) enum RecordedTests {}
