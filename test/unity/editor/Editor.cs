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
    public sealed class CanEditMultipleObjects : Attribute
    {
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
        public Object target => targets[0];

        public Object[] targets { get; private set; }

        public SerializedObject serializedObject { get; private set; }

        public virtual void OnInspectorGUI()
        {
        }

        public virtual bool RequiresConstantRepaint() => false;

        /// <summary>More than one only with <see cref="CanEditMultipleObjects"/>, as Unity has it.</summary>
        internal void Inspect(params Object[] things)
        {
            targets = things;
            serializedObject = new SerializedObject(things);
        }
    }
}
