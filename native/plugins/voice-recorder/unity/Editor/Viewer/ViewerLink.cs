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

        /// <summary>Number of the server's process, which is not the one that was started where a shell is between;
        /// 0: not told.</summary>
        [DataMember(Name = "pid")]
        internal int ProcessId { get; set; }

        /// <summary>What a document says; null when it has no link to this machine, which is all that is
        /// opened.</summary>
        internal static ViewerLink Of(string document)
        {
            ViewerLink told = JsonText.Parse<ViewerLink>(document);
            bool isUri = Uri.TryCreate(told?.Link, UriKind.Absolute, out Uri uri);
            return isUri && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback ? told : null;
        }
    }
}
