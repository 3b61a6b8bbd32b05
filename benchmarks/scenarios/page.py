def page(*a):
    pass
