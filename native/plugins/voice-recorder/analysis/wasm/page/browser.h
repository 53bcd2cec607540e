// What browser.js gives: blobs that stand in `Module.blobs`, and what a browser has anyway.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {

// The place of the blob with this path; -1 when there is none.
int vr_blob_find(const char* path);
double vr_blob_bytes(int blob);
// How many bytes were read, fewer than size_bytes only where the blob ends; -1 when the browser cannot read it.
int vr_blob_read(int blob, double offset, uint8_t* to, size_t size_bytes);
// A number as JSON writes it.
double vr_number(const char* text);

}  // extern "C"
