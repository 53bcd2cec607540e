using System;
using System.Runtime.Serialization;

namespace GameVoice.Unity.EditorUi
{
    /// <summary>The JSON document with which the server tells that it is ready.</summary>
    [DataContract]
    internal sealed class ViewerLink
    {
        [DataMember(Name = "link")]
        internal string Link { get; set; }

        [DataMember(Name = "folder")]
        internal string Folder { get; set; }

        /// <summary>The link that a document has; null when it has none to this machine, which is all that is
        /// opened.</summary>
        internal static string Of(string document)
        {
            string link = JsonText.Parse<ViewerLink>(document)?.Link;
            bool isUri = Uri.TryCreate(link, UriKind.Absolute, out Uri uri);
            return isUri && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback ? link : null;
        }
    }
}
