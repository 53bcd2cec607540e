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

        public SerializedObject(Object[] targets) => targetObjects = targets;

        public Object[] targetObjects { get; }

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
            var owners = new List<object>();
            FieldInfo field = null;
            foreach (object target in targetObjects)
            {
                object owner = target;
                field = null;
                foreach (string name in propertyPath.Split('.'))
                {
                    if (field != null) owner = field.GetValue(owner);
                    field = owner.GetType().GetField(name, Any);
                    if (field == null || !(field.IsPublic || field.IsDefined(typeof(SerializeField)))) return null;
                }
                owners.Add(owner);
            }
            return new SerializedProperty(this, propertyPath, owners, field);
        }

        internal void Change(string path, Action write) => pending[path] = write;
    }

    public sealed class SerializedProperty
    {
        private readonly SerializedObject of;
        private readonly List<object> owners;
        private readonly FieldInfo field;

        internal SerializedProperty(SerializedObject of, string path, List<object> owners, FieldInfo field) =>
            (this.of, propertyPath, this.owners, this.field) = (of, path, owners, field);

        public string propertyPath { get; }

        internal object Value
        {
            get => field.GetValue(owners[0]);
            set
            {
                if (!Equals(value, Value)) of.Change(propertyPath, () => owners.ForEach(each => field.SetValue(each, value)));
            }
        }
    }
}
