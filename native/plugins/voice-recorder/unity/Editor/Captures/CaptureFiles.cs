using System;
using System.Collections.Generic;
using System.IO;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>The files that belong to a capture.</summary>
    internal static class CaptureFiles
    {
        /// <summary>
        /// Removes a capture with its tracks, feature track and sidecar; "" when it is gone. The audio goes first: when
        /// it cannot be removed nothing is changed.
        /// </summary>
        internal static string Delete(CaptureEntry capture)
        {
            if (capture.State == CaptureState.InProgress)
            {
                return Words.Pick(
                    capture.Name + " is still written: stop the recording first",
                    capture.Name + " 仍在写入：请先停止录制");
            }
            try
            {
                foreach (string path in Of(capture)) File.Delete(path);
                return "";
            }
            catch (Exception failure) when (failure is IOException || failure is UnauthorizedAccessException)
            {
                return Words.Pick(
                    capture.Name + " cannot be deleted; close the programs that use it: " + failure.Message,
                    "无法删除 " + capture.Name + "；请关闭正在使用它的程序：" + failure.Message);
            }
        }

        private static IEnumerable<string> Of(CaptureEntry capture)
        {
            string folder = Path.GetDirectoryName(capture.FilePath);
            yield return capture.FilePath;
            foreach (string name in capture.TrackNames) yield return Path.Combine(folder, name);
            yield return capture.FilePath + ".features";
            yield return capture.FilePath + ".json";
        }
    }
}
