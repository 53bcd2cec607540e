using System;
using UnityEngine.StandIn;

namespace UnityEngine
{
    /// <summary>A thing of the engine. After Destroy it equals null although C# still holds it.</summary>
    public class Object
    {
        private string named = "";

        internal bool IsGone { get; set; }

        public string name
        {
            get
            {
                Touch("name");
                return named;
            }
            set
            {
                Touch("name");
                named = value;
            }
        }

        public HideFlags hideFlags { get; set; }

        public static bool operator ==(Object one, Object other) =>
            IsNull(one) ? IsNull(other) : ReferenceEquals(one, other);

        public static bool operator !=(Object one, Object other) => !(one == other);

        public static implicit operator bool(Object thing) => !IsNull(thing);

        public override string ToString() => IsGone ? "null" : named + " (" + GetType().FullName + ")";

        /// <summary>At the end of this frame.</summary>
        public static void Destroy(Object thing)
        {
            MainThread.Demand("Destroy");
            if (thing != null) Game.Current.DestroyLater(thing);
        }

        public static void DestroyImmediate(Object thing)
        {
            MainThread.Demand("DestroyImmediate");
            if (thing != null) Game.Current.DestroyNow(thing);
        }

        /// <summary>What Unity does when the part of an object that lives in native code is used.</summary>
        internal void Touch(string member)
        {
            MainThread.Demand(member);
            if (!IsGone) return;
            throw new MissingReferenceException(
                "The object of type '" + GetType().Name + "' has been destroyed but you still try to access it.");
        }

        private static bool IsNull(Object thing) => thing is null || thing.IsGone;
    }

    public class MissingReferenceException : SystemException
    {
        public MissingReferenceException(string message)
            : base(message)
        {
        }
    }

    public class UnityException : SystemException
    {
        public UnityException(string message)
            : base(message)
        {
        }
    }
}
