"""市密码管理局: cryptography, trusted products, electronic records."""
