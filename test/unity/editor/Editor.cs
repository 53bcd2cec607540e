using System;
using UnityEngine;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class CustomEditor : Attribute
    {
        public CustomEditor(Type inspectedType) => InspectedType = inspectedType;

        internal Type InspectedType { get; }
    }

    [AttributeUsage(AttributeTargets.Class)]
    public sealed class InitializeOnLoadAttribute : Attribute
    {
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class MenuItem : Attribute
    {
        public MenuItem(string itemName) => menuItem = itemName;

        public string menuItem { get; }
    }

    public class Editor : Object
    {
        public Object target { get; private set; }

        public SerializedObject serializedObject { get; private set; }

        public virtual void OnInspectorGUI()
        {
        }

        public virtual bool RequiresConstantRepaint() => false;

        internal void Inspect(Object thing)
        {
            target = thing;
            serializedObject = new SerializedObject(thing);
        }
    }
}
