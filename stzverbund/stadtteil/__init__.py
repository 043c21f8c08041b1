"""What a Stadtteil needs and what there is: pages that join the registers with Angebote and figures."""
