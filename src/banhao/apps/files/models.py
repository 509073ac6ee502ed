"""Tables of uploads. The content lies sealed outside the web root, under a random name."""

from django.db import models

from banhao.apps.vault.digests import DigestField


class UploadRecord(models.Model):
    """One uploaded file of a subject (draft, later case), for one material.

    `name`: the file's own name, sealed, because names of files name people. `stored`: random name
    of the sealed content, `preview` of a smaller picture ("" = none). `digest`: keyed HMAC-SM3.
    `place`: in the order of its material; 0 = from before there was an order: by time, first.
    """

    id = models.UUIDField(primary_key=True)
    subject = models.UUIDField()
    material = models.CharField(max_length=80)
    name = models.BinaryField()
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    digest = DigestField()
    stored = DigestField(unique=True)
    preview = DigestField(blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    uploaded_by = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "files_upload"
        indexes = [models.Index(fields=["subject"], name="files_by_subject")]
