document.title = 'Vault Courier';
