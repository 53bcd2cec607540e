/* global mergeInto, LibraryManager, Module, HEAPU8, UTF8ToString, FileReaderSync */
// For emscripten: the functions of browser.h. It is linked into a module that runs in a worker.
mergeInto(LibraryManager.library, {
  vr_blob_find: function (path) {
    var wanted = UTF8ToString(path);
    return Module['blobs'].findIndex(function (each) {
      return each && each['path'] === wanted;
    });
  },
  vr_blob_bytes: function (blob) {
    return Module['blobs'][blob]['blob'].size;
  },
  vr_blob_read: function (blob, offset, to, bytes) {
    try {
      var slice = Module['blobs'][blob]['blob'].slice(offset, offset + bytes);
      var read = new Uint8Array(new FileReaderSync().readAsArrayBuffer(slice));
      HEAPU8.set(read, to);
      return read.length;
    } catch (error) {
      return -1;
    }
  },
  vr_number: function (text) {
    return Number(UTF8ToString(text));
  },
});
