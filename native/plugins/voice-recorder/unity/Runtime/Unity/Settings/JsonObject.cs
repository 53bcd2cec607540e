using System.Globalization;
using System.Text;

namespace GameVoice.Unity
{
    /// <summary>One JSON object of texts.</summary>
    internal sealed class JsonObject
    {
        private readonly StringBuilder json = new StringBuilder("{");

        /// <summary>null is the empty text.</summary>
        internal JsonObject With(string name, string text)
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
            return this;
        }

        public override string ToString() => json + "}";
    }
}
