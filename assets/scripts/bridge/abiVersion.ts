/** `VR_ABI_VERSION` of the header that the bridges were written for. */
export const ABI_VERSION = 2;
