using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace GameVoice.Testing
{
    /// <summary>Members of a JSON object; what is not given, NaN or null, is left out: the library has its
    /// default.</summary>
    internal sealed class JsonMembers
    {
        private readonly List<string> members = new List<string>();

        internal JsonMembers With(string name, double number)
        {
            if (double.IsNaN(number)) return this;
            if (double.IsInfinity(number)) throw new ArgumentException(name + ": expected a finite number", name);
            return Add(name, number.ToString("R", CultureInfo.InvariantCulture));
        }

        internal JsonMembers With(string name, string text) => text == null ? this : Add(name, Quoted(text));

        internal JsonMembers With(string name, string[] texts) =>
            texts == null ? this : Add(name, "[" + string.Join(",", Array.ConvertAll(texts, Quoted)) + "]");

        public override string ToString() => string.Join(",", members);

        private JsonMembers Add(string name, string value)
        {
            members.Add("\"" + name + "\":" + value);
            return this;
        }

        private static string Quoted(string text)
        {
            var json = new StringBuilder("\"");
            foreach (char each in text ?? throw new ArgumentException("expected texts, got null among them"))
            {
                bool isPlain = each != '"' && each != '\\' && each >= ' ';
                if (isPlain) json.Append(each);
                else json.Append("\\u").Append(((int)each).ToString("x4", CultureInfo.InvariantCulture));
            }
            return json.Append('"').ToString();
        }
    }
}
