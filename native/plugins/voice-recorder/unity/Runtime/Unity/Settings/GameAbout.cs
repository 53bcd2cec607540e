using System.Globalization;
using System.Text;
using UnityEngine;

namespace GameVoice.Unity
{
    /// <summary>What the sidecars say of the game, its build and the device, as one JSON object.</summary>
    internal static class GameAbout
    {
        internal static string Json()
        {
            var json = new StringBuilder("{");
            Add(json, "game", Application.productName);
            Add(json, "version", Application.version);
            Add(json, "engine", "Unity " + Application.unityVersion);
            Add(json, "platform", Application.platform.ToString());
            Add(json, "device", SystemInfo.deviceModel);
            Add(json, "system", SystemInfo.operatingSystem);
            return json.Append('}').ToString();
        }

        private static void Add(StringBuilder json, string name, string text)
        {
            if (json.Length > 1) json.Append(',');
            json.Append('"').Append(name).Append("\":\"");
            foreach (char each in text ?? "")
            {
                if (each == '"' || each == '\\' || each < ' ')
                {
                    json.Append("\\u").Append(((int)each).ToString("x4", CultureInfo.InvariantCulture));
                }
                else
                {
                    json.Append(each);
                }
            }
            json.Append('"');
        }
    }
}
