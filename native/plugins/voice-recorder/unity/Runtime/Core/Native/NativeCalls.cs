namespace GameVoice.Native
{
    /// <summary>
    /// The calls that take text, over managed values. Each answers a status of <see cref="ReturnCode"/>; text or keys
    /// that cannot be handed on throw 30003 before anything is called. Empty text is "none" where the header takes
    /// NULL.
    /// </summary>
    internal static unsafe class NativeCalls
    {
        /// <summary>Why the last call of this thread failed.</summary>
        internal static string LastError() => Utf8.Text(NativeMethods.vr_last_error());

        internal static VrRecorderOptions DefaultOptions()
        {
            VrRecorderOptions options;
            NativeMethods.vr_recorder_options_init(&options);
            return options;
        }

        internal static VrTaskConfig DefaultConfig()
        {
            VrTaskConfig config;
            NativeMethods.vr_task_config_init(&config);
            return config;
        }

        internal static VrDumpRequest DefaultRequest()
        {
            VrDumpRequest request;
            NativeMethods.vr_dump_request_init(&request);
            return request;
        }

        internal static int Create(
            VrRecorderOptions options,
            string capturesFolder,
            string recoveryFolder,
            string nameTemplate,
            RecorderHandle handle)
        {
            byte[] captures = Utf8.BytesOrNull("capturesFolder", capturesFolder);
            byte[] recovery = Utf8.BytesOrNull("recoveryFolder", recoveryFolder);
            byte[] template = Utf8.BytesOrNull("nameTemplate", nameTemplate);
            ulong recorder = 0;
            fixed (byte* capturesAt = captures)
            fixed (byte* recoveryAt = recovery)
            fixed (byte* templateAt = template)
            {
                options.captures_folder = capturesAt;
                options.recovery_folder = recoveryAt;
                options.name_template = templateAt;
                int status = NativeMethods.vr_recorder_create(&options, &recorder);
                handle.Value = recorder;
                return status;
            }
        }

        internal static int SetAbout(ulong recorder, string aboutJson)
        {
            fixed (byte* about = Utf8.BytesOrNull("about", aboutJson))
            {
                return NativeMethods.vr_set_about(recorder, about);
            }
        }

        internal static int Notify(ulong recorder, int notice, string text)
        {
            fixed (byte* said = Utf8.BytesOrNull("text", text))
            {
                return NativeMethods.vr_notify(recorder, notice, said);
            }
        }

        internal static int Exclude(ulong recorder, string userId, bool forget)
        {
            fixed (byte* user = Utf8.Bytes("userId", userId))
            {
                return NativeMethods.vr_exclude(recorder, user, forget ? 1 : 0);
            }
        }

        internal static int Include(ulong recorder, string userId)
        {
            fixed (byte* user = Utf8.Bytes("userId", userId))
            {
                return NativeMethods.vr_include(recorder, user);
            }
        }

        internal static int Recover(ulong recorder, byte[] encryptionKey)
        {
            fixed (byte* key = EncryptionKeys.Checked(encryptionKey))
            {
                return NativeMethods.vr_recover(recorder, key);
            }
        }

        internal static int EnterRoom(ulong recorder, string roomId, string userId)
        {
            fixed (byte* room = Utf8.Bytes("roomId", roomId))
            fixed (byte* user = Utf8.Bytes("userId", userId))
            {
                return NativeMethods.vr_enter_room(recorder, room, user);
            }
        }

        internal static int OpenSource(ulong recorder, int kind, string userId, string label, out ulong source)
        {
            ulong opened = 0;
            fixed (byte* user = Utf8.Bytes("userId", userId))
            fixed (byte* name = Utf8.Bytes("label", label))
            {
                int status = NativeMethods.vr_open_source(recorder, kind, user, name, &opened);
                source = opened;
                return status;
            }
        }

        internal static int StartOlder(ulong recorder, string filePath, uint sampleRateHz, int quality)
        {
            fixed (byte* path = Utf8.Bytes("filePath", filePath))
            {
                return NativeMethods.vr_start_audio_recording(recorder, path, sampleRateHz, quality);
            }
        }

        internal static int Start(ulong recorder, VrTaskConfig config, string filePath, byte[] encryptionKey)
        {
            fixed (byte* path = Utf8.Bytes("filePath", filePath))
            fixed (byte* key = EncryptionKeys.Checked(encryptionKey))
            {
                config.file_path = path;
                config.encryption_key = key;
                return NativeMethods.vr_start_audio_recording_with_config(recorder, &config);
            }
        }

        internal static int Estimate(
            ulong recorder,
            VrTaskConfig config,
            string filePath,
            byte[] encryptionKey,
            out VrCost cost)
        {
            fixed (byte* path = Utf8.Bytes("filePath", filePath))
            fixed (byte* key = EncryptionKeys.Checked(encryptionKey))
            fixed (VrCost* into = &cost)
            {
                config.file_path = path;
                config.encryption_key = key;
                cost = default;
                return NativeMethods.vr_estimate(recorder, &config, into);
            }
        }

        internal static int Dump(
            ulong recorder,
            VrDumpRequest request,
            string filePath,
            string reason,
            string hotkey,
            out ulong captureId)
        {
            ulong capture = 0;
            fixed (byte* path = Utf8.BytesOrNull("filePath", filePath))
            fixed (byte* why = Utf8.BytesOrNull("reason", reason))
            fixed (byte* key = Utf8.BytesOrNull("hotkey", hotkey))
            {
                request.file_path = path;
                request.reason = why;
                request.hotkey = key;
                int status = NativeMethods.vr_dump(recorder, &request, &capture);
                captureId = capture;
                return status;
            }
        }

        internal static int Retry(ulong recorder, ulong captureId, string filePath)
        {
            fixed (byte* path = Utf8.BytesOrNull("filePath", filePath))
            {
                return NativeMethods.vr_capture_retry(recorder, captureId, path);
            }
        }

        internal static int Mark(ulong recorder, string label, string dataJson)
        {
            fixed (byte* name = Utf8.Bytes("label", label))
            fixed (byte* data = Utf8.BytesOrNull("data", dataJson))
            {
                return NativeMethods.vr_mark(recorder, name, data);
            }
        }

        internal static int AddStatistics(ulong recorder, string dataJson)
        {
            fixed (byte* data = Utf8.Bytes("statistics", dataJson))
            {
                return NativeMethods.vr_add_statistics(recorder, data);
            }
        }

        internal static int GetStats(ulong recorder, out VrStats stats)
        {
            fixed (VrStats* into = &stats)
            {
                into->struct_size = (uint)sizeof(VrStats);
                return NativeMethods.vr_get_stats(recorder, into);
            }
        }
    }
}
