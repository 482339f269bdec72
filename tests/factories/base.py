"""The base of all factories: a factory sets the scene, so it works outside every scope."""

import factory

from gonghui.kernel.lib import scoping


class RecordFactory(factory.django.DjangoModelFactory):
    """Makes rows without asking for a scope; whatever the test calls still has to bring one."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with scoping.everything("factory"):
            return super()._create(model_class, *args, **kwargs)
