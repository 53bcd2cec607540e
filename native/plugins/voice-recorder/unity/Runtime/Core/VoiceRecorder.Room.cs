using GameVoice.Native;

namespace GameVoice
{
    /// <content>The room, its sources, and what the game says of itself.</content>
    public sealed partial class VoiceRecorder
    {
        private (string RoomId, string UserId)? room; // null: in none

        /// <summary>
        /// The game is in a room; entering another one leaves the old one first. Names have at most 256 bytes of UTF-8.
        /// </summary>
        public int EnterRoom(string roomId, string userId = "") => Call("enterRoom", () =>
        {
            int status = NativeCalls.EnterRoom(Native, roomId, userId);
            if (status != ReturnCode.Ok) return status;
            var entered = (roomId, userId ?? "");
            if (room != null && room != entered) tasks.EndAccepted();
            room = entered;
            return status;
        });

        /// <summary>The connection is being rebuilt: still in the room. 30101 outside.</summary>
        public int Reconnecting() => Call("reconnecting", () => NativeMethods.vr_reconnecting(Native));

        /// <summary>The room is left: a running task ends and its file is finished. 30101 outside.</summary>
        public int LeaveRoom() => CallEnd("leaveRoom", () =>
        {
            int status = NativeMethods.vr_leave_room(Native);
            if (status == ReturnCode.Ok) room = null;
            return status;
        });

        /// <summary>The player agreed, or took it back, which ends a running task.</summary>
        public int SetConsent(bool given) => Call("setConsent", () =>
        {
            int status = NativeMethods.vr_set_consent(Native, given ? 1 : 0);
            if (status == ReturnCode.Ok && !given && requiresConsent) tasks.EndAccepted();
            return status;
        });

        /// <summary>
        /// What the sidecars say of the game, its build and the device from now on: one JSON object of at most 64 KiB;
        /// null: nothing.
        /// </summary>
        public int SetAbout(string aboutJson) => Call("setAbout", () => NativeCalls.SetAbout(Native, aboutJson));

        /// <summary>What happens to the app becomes a marker in the sidecars; text says more about it.</summary>
        public int Notify(Notice notice, string text = null) =>
            Call("notify", () => NativeCalls.Notify(Native, (int)notice, text));

        /// <summary>Opens a source, in a room or before. Throws; 30005 for a remote mix beside a remote user.</summary>
        public VoiceSource OpenSource(SourceKind kind, string userId = "", string label = "")
        {
            var opened = new SourceHandle();
            int status = Call("openSource", () =>
            {
                int answer = NativeCalls.OpenSource(Native, (int)kind, userId, label, out ulong number);
                opened.Value = number;
                return answer;
            });
            if (status != ReturnCode.Ok) throw LastError;
            var source = new VoiceSource(this, opened, kind, userId ?? "", label ?? "");
            source.WarmUp();
            sources.Add(opened.Value, source);
            return source;
        }

        // ---- Privacy ------------------------------------------------------------------------------------------------

        /// <summary>Mutes every source, those that come later too, beside what each of them is set to.</summary>
        public int SetMuted(bool muted) =>
            Call("setMuted", () => NativeMethods.vr_set_all_muted(Native, muted ? 1 : 0));

        /// <summary>
        /// Leaves this user out from this moment on; where tracks are kept apart, out of what is buffered, too. With a
        /// mix alone, <paramref name="forget"/> forgets everything that is buffered.
        /// </summary>
        public int Exclude(string userId, bool forget = false) =>
            Call("exclude", () => NativeCalls.Exclude(Native, userId, forget));

        /// <summary>The user may be heard again from this moment on.</summary>
        public int Include(string userId) => Call("include", () => NativeCalls.Include(Native, userId));
    }
}
