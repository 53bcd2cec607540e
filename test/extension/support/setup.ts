// These tests run behind others, with what those leave of the processors.
jest.setTimeout(60_000);
