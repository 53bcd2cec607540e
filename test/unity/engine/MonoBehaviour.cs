using System;
using System.Reflection;
using UnityEngine.StandIn;

namespace UnityEngine
{
    /// <summary>A script. Its messages are private methods with Unity's names; what they throw goes to the
    /// log.</summary>
    public class MonoBehaviour : Behaviour
    {
        private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

        private bool isAwake;
        private bool hasStarted;

        /// <summary>Between OnEnable and OnDisable.</summary>
        internal bool IsRunning { get; private set; }

        /// <summary>Awake once, then OnEnable, in one go as Unity does it.</summary>
        internal void WakeUp()
        {
            if (!isAwake)
            {
                isAwake = true;
                Send("Awake");
            }
            Switched();
        }

        internal override void Switched()
        {
            if (!isAwake || IsRunning == IsOn) return;
            if (IsOn)
            {
                IsRunning = true;
                Send("OnEnable");
            }
            else
            {
                SwitchOff();
            }
        }

        internal void SwitchOff()
        {
            if (!IsRunning) return;
            IsRunning = false;
            Send("OnDisable");
        }

        internal void Frame()
        {
            if (!IsRunning) return;
            if (!hasStarted)
            {
                hasStarted = true;
                Send("Start");
            }
            Send("Update");
        }

        internal void End()
        {
            SwitchOff();
            if (isAwake) Send("OnDestroy"); // one that never was active is not told
        }

        internal void Send(string message, params object[] values)
        {
            MethodInfo method = FindMessage(message);
            if (method == null) return;
            try
            {
                method.Invoke(this, values);
            }
            catch (TargetInvocationException thrown)
            {
                Debug.LogException(thrown.InnerException);
            }
        }

        internal MethodInfo FindMessage(string message)
        {
            for (Type type = GetType(); type != typeof(MonoBehaviour); type = type.BaseType)
            {
                MethodInfo method = type.GetMethod(message, Any | BindingFlags.DeclaredOnly);
                if (method != null) return method;
            }
            return null;
        }
    }
}
