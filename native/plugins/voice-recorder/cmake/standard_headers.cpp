// With this file the headers that all rooms read are compiled once: see VR_PRECOMPILE.
