"""Addresses of this app: papers for those who sign in, the check for everybody."""

from django.urls import path

from gonghui.kernel.documents.web import certificates, checking, documents

app_name = "documents"
urlpatterns = [
    path("papers/", documents.DocumentList.as_view(), name="document-list"),
    path("papers/<int:pk>/", documents.document_detail, name="document-detail"),
    path("papers/<int:pk>/issue/", documents.document_issue, name="document-issue"),
    path("papers/<int:pk>/withdraw/", documents.document_withdraw, name="document-withdraw"),
    path("papers/<int:pk>/<slug:form>/", documents.document_download, name="document-download"),
    path("certificates/", certificates.CertificateList.as_view(), name="certificate-list"),
    path("certificates/me/", certificates.own_certificates, name="own-certificates"),
    path("certificates/<int:pk>/", certificates.certificate_detail, name="certificate-detail"),
    path(
        "certificates/<int:pk>/revoke/", certificates.certificate_revoke, name="certificate-revoke"
    ),
    path(
        "certificates/<int:pk>/<slug:form>/",
        certificates.certificate_download,
        name="certificate-download",
    ),
    path("verify/", checking.verify, name="verify"),
    path("verify/<slug:token>/", checking.verify_token, name="verify-token"),
]
