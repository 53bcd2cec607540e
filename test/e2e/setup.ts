/** Real rooms run in real time, often on a busy machine. */
jest.setTimeout(120000);
