using System;
using System.Globalization;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>Texts of the editor in English and Chinese, and quantities as people read them.</summary>
    internal static class Words
    {
        /// <summary>Whether the machine's user reads Chinese.</summary>
        internal static bool IsChinese { get; set; }

        internal static string Pick(string english, string chinese) => IsChinese ? chinese : english;

        /// <summary>512 B, 1.5 KiB, 12.0 MiB, 1.4 GiB.</summary>
        internal static string Size(long bytes)
        {
            if (bytes < 1024) return bytes.ToString(CultureInfo.InvariantCulture) + " B";
            string[] units = { "KiB", "MiB", "GiB" };
            double size = bytes / 1024.0;
            int unit = 0;
            for (; size >= 1023.95 && unit < units.Length - 1; unit++) size /= 1024;
            return size.ToString("0.0", CultureInfo.InvariantCulture) + " " + units[unit];
        }

        /// <summary>0:07, 12:30, 1:02:03.</summary>
        internal static string Length(double seconds)
        {
            TimeSpan time = TimeSpan.FromSeconds(Math.Floor(Math.Max(0, seconds)));
            string format = time.TotalHours >= 1 ? @"\:mm\:ss" : @"m\:ss";
            string rest = time.ToString(format, CultureInfo.InvariantCulture);
            return time.TotalHours < 1 ? rest : ((int)time.TotalHours).ToString(CultureInfo.InvariantCulture) + rest;
        }

        /// <summary>-12.3 dBFS.</summary>
        internal static string Level(double dbfs) => dbfs.ToString("0.0", CultureInfo.InvariantCulture) + " dBFS";
    }
}
