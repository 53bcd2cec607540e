// What is used of Electron, which Creator brings.

declare module 'electron' {
  export const shell: {
    /** Opens a file or folder as the system does. Empty: it did; otherwise why not. */
    openPath(path: string): Promise<string>;
  };
}
