using System.IO;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;

namespace GameVoice.Testing
{
    /// <summary>What the library says of one expectation: doc/expectations.md.</summary>
    [DataContract]
    internal sealed class Verdict
    {
        [DataMember(Name = "pass", IsRequired = true)]
        internal bool Passes { get; set; }

        [DataMember(Name = "expected", IsRequired = true)]
        internal string Expected { get; set; }

        [DataMember(Name = "message", IsRequired = true)]
        internal string Message { get; set; }

        /// <summary>The same two lines in every language.</summary>
        internal string Sentence => "expected " + Expected + "\n" + Message;

        /// <summary>The one of an answer to one expectation.</summary>
        internal static Verdict Of(string answerJson)
        {
            using (var utf8 = new MemoryStream(Encoding.UTF8.GetBytes(answerJson)))
            {
                return ((Answer)new DataContractJsonSerializer(typeof(Answer)).ReadObject(utf8)).Results[0];
            }
        }

        [DataContract]
        private sealed class Answer
        {
            [DataMember(Name = "results", IsRequired = true)]
            internal Verdict[] Results { get; set; }
        }
    }
}
