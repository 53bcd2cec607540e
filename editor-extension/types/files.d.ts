// Files that the bundler takes besides scripts.

declare module '*.css';
