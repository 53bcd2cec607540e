using System;

namespace UnityEngine.Events
{
    public delegate void UnityAction();

    public delegate void UnityAction<T0>(T0 value);

    public abstract class UnityEventBase
    {
    }

    [Serializable]
    public class UnityEvent<T0> : UnityEventBase
    {
        private UnityAction<T0> calls;

        public void AddListener(UnityAction<T0> call) => calls += call;

        public void RemoveListener(UnityAction<T0> call) => calls -= call;

        public void Invoke(T0 value) => calls?.Invoke(value);
    }
}
