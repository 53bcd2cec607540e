using System;
using System.Collections.Generic;
using System.Reflection;

namespace UnityEngine.StandIn
{
    /// <summary>
    /// What is left of a script or a window when the editor compiles anew: what Unity can serialise is kept, private
    /// fields and those behind properties, too, with an empty text, array or object for null; all else is as in a new
    /// object.
    /// </summary>
    internal static class Reload
    {
        private const BindingFlags Own =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        /// <summary>Of all fields below the engine's own class.</summary>
        internal static void Of(Object script, Type ofEngine)
        {
            object made = Activator.CreateInstance(script.GetType());
            for (Type type = script.GetType(); type != ofEngine; type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(Own))
                {
                    bool isKept = !field.IsInitOnly && !field.IsNotSerialized && IsSerialised(field.FieldType);
                    object value = field.GetValue(isKept ? script : made);
                    field.SetValue(script, isKept && value == null ? Empty(field.FieldType) : value);
                }
            }
        }

        private static bool IsSerialised(Type type)
        {
            if (type.IsPrimitive || type.IsEnum || type == typeof(string)) return true;
            if (typeof(Object).IsAssignableFrom(type)) return true;
            if (type.IsArray) return type.GetArrayRank() == 1 && IsElement(type.GetElementType());
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
            {
                return IsElement(type.GetGenericArguments()[0]);
            }
            bool isOfTheRuntime = (type.Namespace + ".").StartsWith("System.", StringComparison.Ordinal); // a game may have none
            return type.IsSerializable && !type.IsAbstract && !isOfTheRuntime && !typeof(Delegate).IsAssignableFrom(type);
        }

        private static bool IsElement(Type type) =>
            !type.IsArray && !type.IsGenericType && IsSerialised(type);

        private static object Empty(Type type)
        {
            if (type == typeof(string)) return "";
            if (typeof(Object).IsAssignableFrom(type)) return null;
            return type.IsArray ? Array.CreateInstance(type.GetElementType(), 0) : Activator.CreateInstance(type);
        }
    }
}
