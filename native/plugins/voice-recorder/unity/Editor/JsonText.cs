using System.IO;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>JSON of classes with DataContract; members that a class does not have are left out.</summary>
    internal static class JsonText
    {
        /// <summary>The object that a text is; null when it is none of this shape.</summary>
        internal static T Parse<T>(string text)
            where T : class
        {
            if (text == null) return null;
            using (var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text))) return Read<T>(bytes);
        }

        /// <summary>The same of UTF-8.</summary>
        internal static T Read<T>(Stream utf8)
            where T : class
        {
            try
            {
                return new DataContractJsonSerializer(typeof(T)).ReadObject(utf8) as T;
            }
            catch (SerializationException)
            {
                return null;
            }
            catch (XmlException)
            {
                return null;
            }
        }

        /// <summary>Two spaces a level, one line break at the end, as a file under version control has it.</summary>
        internal static string Write<T>(T value)
        {
            using (var bytes = new MemoryStream())
            {
                using (XmlDictionaryWriter writer = JsonReaderWriterFactory.CreateJsonWriter(
                           bytes, new UTF8Encoding(false), false, true, "  "))
                {
                    new DataContractJsonSerializer(typeof(T)).WriteObject(writer, value);
                }
                return Encoding.UTF8.GetString(bytes.ToArray()).Replace("\r\n", "\n") + "\n";
            }
        }
    }
}
