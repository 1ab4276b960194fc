// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.view;

import java.util.Locale;
import java.util.stream.Stream;

import org.chatdock.demo.crm.internal.model.Customer;
import org.chatdock.demo.crm.internal.model.Profile;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerFilter;

/** Shows the customers in whom every word of the search occurs. */
final class CustomerFilter extends ViewerFilter {
    private String[] words = {};

    void setSearch(String search) {
        String trimmed = search.strip().toLowerCase(Locale.ROOT);
        words = trimmed.isEmpty() ? new String[0] : trimmed.split("\\s+");
    }

    @Override
    public boolean select(Viewer viewer, Object parent, Object element) {
        Customer customer = (Customer) element;
        Profile profile = customer.profile();
        String text = String.join("\n", customer.id(), profile.name(), profile.company(), profile.city(),
                profile.phone(), profile.phone().replace(" ", ""), profile.email()).toLowerCase(Locale.ROOT);
        return Stream.of(words).allMatch(text::contains);
    }
}
