// The headers that all tests read are compiled once, with this file: see vr_test_sources.
