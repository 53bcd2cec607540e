// Which sanitizer a test is built with: GCC says it in macros, Clang as features.
#pragma once

#if defined(__SANITIZE_ADDRESS__)
#define VR_TEST_UNDER_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define VR_TEST_UNDER_ASAN 1
#endif
#endif
#ifndef VR_TEST_UNDER_ASAN
#define VR_TEST_UNDER_ASAN 0
#endif

#if defined(__SANITIZE_THREAD__)
#define VR_TEST_UNDER_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define VR_TEST_UNDER_TSAN 1
#endif
#endif
#ifndef VR_TEST_UNDER_TSAN
#define VR_TEST_UNDER_TSAN 0
#endif

#define VR_TEST_SANITIZED (VR_TEST_UNDER_ASAN || VR_TEST_UNDER_TSAN)
