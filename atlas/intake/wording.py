"""x"""
def explain(k): return k
def advise(k): return k
def ask(k): return k
