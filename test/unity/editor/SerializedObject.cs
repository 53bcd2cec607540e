using System;
using System.Collections.Generic;
using System.Reflection;
using UnityEngine;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    /// <summary>The serialised fields of an object by their paths; changes wait for ApplyModifiedProperties.</summary>
    public sealed class SerializedObject
    {
        private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

        private readonly Dictionary<string, Action> pending = new Dictionary<string, Action>();

        public SerializedObject(Object target) => targetObject = target;

        public Object targetObject { get; }

        public void Update() => pending.Clear();

        public bool ApplyModifiedProperties()
        {
            foreach (Action write in pending.Values) write();
            bool hadAny = pending.Count > 0;
            pending.Clear();
            return hadAny;
        }

        /// <summary>null for a path that is no serialised field.</summary>
        public SerializedProperty FindProperty(string propertyPath)
        {
            object owner = targetObject;
            FieldInfo field = null;
            foreach (string name in propertyPath.Split('.'))
            {
                if (field != null) owner = field.GetValue(owner);
                field = owner.GetType().GetField(name, Any);
                if (field == null || !(field.IsPublic || field.IsDefined(typeof(SerializeField)))) return null;
            }
            return new SerializedProperty(this, propertyPath, owner, field);
        }

        internal void Change(string path, Action write) => pending[path] = write;
    }

    public sealed class SerializedProperty
    {
        private readonly SerializedObject of;
        private readonly object owner;
        private readonly FieldInfo field;

        internal SerializedProperty(SerializedObject of, string path, object owner, FieldInfo field) =>
            (this.of, propertyPath, this.owner, this.field) = (of, path, owner, field);

        public string propertyPath { get; }

        internal object Value
        {
            get => field.GetValue(owner);
            set
            {
                if (!Equals(value, field.GetValue(owner))) of.Change(propertyPath, () => field.SetValue(owner, value));
            }
        }
    }
}
