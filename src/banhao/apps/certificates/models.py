"""Tables of certificates. Holders are in the vault; here they stand masked or keyed only."""

from django.db import models

from banhao.apps.vault.digests import DigestField
from banhao.core.certificates.values import (
    Certificate,
    CertificateState,
    Component,
    HolderKind,
    Newer,
    Validity,
)
from banhao.core.messages import Text


class CertificateRecord(models.Model):
    """One version of one certificate: what is on its face, and the signature over it."""

    id = models.UUIDField(primary_key=True)
    identifier = models.CharField(max_length=120, unique=True)
    serial = models.CharField(max_length=32, db_index=True)
    type = models.CharField(max_length=80)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    trade_zh = models.CharField(max_length=200)
    trade_en = models.CharField(max_length=200)
    item = models.CharField(max_length=80)  # "" = the composite of its case
    case = models.UUIDField(db_index=True)
    case_number = models.CharField(max_length=40)
    owner = models.BigIntegerField()  # account that may download it, beside members of the firm
    holder = models.CharField(max_length=200)
    holder_code = models.CharField(max_length=40)
    holder_kind = models.CharField(max_length=10)
    holder_digest = models.BinaryField(max_length=32)
    code_digest = DigestField()
    issuer = models.CharField(max_length=80)
    issuer_title_zh = models.CharField(max_length=200)
    issuer_title_en = models.CharField(max_length=200)
    region = models.CharField(max_length=12)
    issued_on = models.DateField()
    valid_until = models.DateField(null=True)
    as_listed = models.BooleanField()
    state = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField()
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    signature = models.BinaryField(max_length=64)
    signing_key = DigestField()
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[str(s) for s in CertificateState]),
                name="certificate_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(version__gte=1), name="certificate_version_positive"
            ),
        ]

    @property
    def title(self) -> Text:
        """Return the title in both languages."""
        return Text(self.title_zh, self.title_en)

    @property
    def issuer_title(self) -> Text:
        """Return the issuing department's name in both languages."""
        return Text(self.issuer_title_zh, self.issuer_title_en)

    @property
    def validity(self) -> Validity:
        """Return from when until when it is valid."""
        return Validity(self.issued_on, self.valid_until, self.as_listed)

    def to_component(self) -> Component:
        """Return it as a composite lists it."""
        return Component(
            self.id,
            self.identifier,
            self.title,
            self.issuer_title,
            self.validity,
            CertificateState(self.state),
        )

    def to_newer(self) -> Newer:
        """Return it as the version that has replaced another one."""
        return Newer(self.id, self.identifier, self.version)

    def to_certificate(self) -> Certificate:
        """Return the value with its components (`components__component` should be prefetched)."""
        return Certificate(
            id=self.id,
            identifier=self.identifier,
            type=self.type,
            title=self.title,
            trade=Text(self.trade_zh, self.trade_en),
            item=self.item,
            case=self.case,
            case_number=self.case_number,
            holder=self.holder,
            holder_code=self.holder_code,
            holder_kind=HolderKind(self.holder_kind),
            holder_digest=bytes(self.holder_digest),
            issuer=self.issuer,
            issuer_title=self.issuer_title,
            region=self.region,
            issued_on=self.issued_on,
            validity=self.validity,
            state=CertificateState(self.state),
            version=self.version,
            components=tuple(row.component.to_component() for row in self.components.all()),
            replaced_by=self.replaced_by.to_newer() if self.replaced_by else None,
        )


class ComponentRecord(models.Model):
    """A licence that a composite lists, and at which place. Its state is its own row's."""

    composite = models.ForeignKey(
        CertificateRecord, on_delete=models.PROTECT, related_name="components"
    )
    component = models.ForeignKey(
        CertificateRecord, on_delete=models.PROTECT, related_name="composites"
    )
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["composite", "component"], name="certificate_component_once"
            ),
        ]


class HeldRecord(models.Model):
    """A licence that was brought from before: by what its holder is found again.

    `holder_key`: digest of the holder's code under the installation's key.
    """

    certificate = models.OneToOneField(
        CertificateRecord, on_delete=models.PROTECT, primary_key=True, related_name="held"
    )
    holder_key = models.CharField(max_length=64, db_index=True)
    brought_at = models.DateTimeField()


class PageRecord(models.Model):
    """A file that was handed out, by the SHA-256 of its bytes: any other bytes were changed."""

    digest = models.CharField(max_length=64, primary_key=True)
    certificate = models.ForeignKey(
        CertificateRecord, on_delete=models.PROTECT, related_name="pages"
    )
    made_at = models.DateTimeField()
