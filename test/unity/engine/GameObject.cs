using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using UnityEngine.StandIn;

namespace UnityEngine
{
    /// <summary>Holds components. There is no hierarchy: every object is a root.</summary>
    public sealed class GameObject : Object
    {
        private readonly List<Component> components = new List<Component>();

        private bool isActive = true;

        public GameObject(string name = "New Game Object")
        {
            MainThread.Demand("GameObject");
            this.name = name;
            Game.Current.Add(this);
        }

        public bool activeSelf => isActive;

        public bool activeInHierarchy
        {
            get
            {
                Touch("activeInHierarchy");
                return isActive;
            }
        }

        /// <summary>In Prefab Mode, or in a scene that is not played.</summary>
        internal bool IsEdited { get; set; }

        internal IReadOnlyList<Component> Components => components;

        public T AddComponent<T>()
            where T : Component => (T)AddComponent(typeof(T));

        /// <summary>null, with an error in the log, for a second one of a kind that disallows it.</summary>
        public Component AddComponent(Type type)
        {
            Touch("AddComponent");
            foreach (RequireComponent required in type.GetCustomAttributes<RequireComponent>())
            {
                if (GetComponent(required.Type) == null) AddComponent(required.Type);
            }
            bool isSingle = type.IsDefined(typeof(DisallowMultipleComponent), true);
            if (isSingle && components.Exists(each => each.GetType() == type))
            {
                Debug.LogError("Can't add '" + type.Name + "' to " + name + ": it has one already");
                return null;
            }
            var made = (Component)Activator.CreateInstance(type);
            made.Join(this);
            components.Add(made);
            if (made is MonoBehaviour behaviour && isActive) behaviour.WakeUp();
            return made;
        }

        public T GetComponent<T>()
            where T : class => components.OfType<T>().FirstOrDefault();

        public Component GetComponent(Type type) => components.Find(type.IsInstanceOfType);

        public bool TryGetComponent<T>(out T found)
            where T : class => (found = GetComponent<T>()) != null;

        public void SetActive(bool active)
        {
            Touch("SetActive");
            if (active == isActive) return;
            isActive = active;
            foreach (MonoBehaviour each in components.OfType<MonoBehaviour>().ToArray())
            {
                if (active) each.WakeUp();
                else each.SwitchOff();
            }
        }

        internal void Remove(Component component) => components.Remove(component);
    }

    /// <summary>A part of a game object.</summary>
    public class Component : Object
    {
        private GameObject owner;

        public GameObject gameObject
        {
            get
            {
                Touch("gameObject");
                return owner;
            }
        }

        internal GameObject Owner => owner;

        public T GetComponent<T>()
            where T : class => gameObject.GetComponent<T>();

        public bool TryGetComponent<T>(out T found)
            where T : class => gameObject.TryGetComponent(out found);

        internal void Join(GameObject to)
        {
            owner = to;
            name = to.name;
        }
    }

    /// <summary>A component that can be switched off.</summary>
    public class Behaviour : Component
    {
        private bool isEnabled = true;

        public bool enabled
        {
            get
            {
                Touch("enabled");
                return isEnabled;
            }
            set
            {
                Touch("enabled");
                if (value == isEnabled) return;
                isEnabled = value;
                Switched();
            }
        }

        public bool isActiveAndEnabled
        {
            get
            {
                Touch("isActiveAndEnabled");
                return IsOn;
            }
        }

        internal bool IsOn => !IsGone && isEnabled && Owner.activeSelf;

        internal virtual void Switched()
        {
        }
    }
}
