"""What the catalogue files were when they were last loaded."""

from django.db import models


class CatalogLoad(models.Model):
    """One load of the files; the newest row's digest tells whether they have changed since."""

    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        get_latest_by = "pk"

    def __str__(self) -> str:
        return self.digest[:12]
