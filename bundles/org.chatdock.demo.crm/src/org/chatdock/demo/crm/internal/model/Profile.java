// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.model;

/** What the CRM's user may change of a customer. */
public record Profile(String name, String company, String city, String phone, String email, CustomerStatus status,
        String notes) {

    /** Of a customer who is not entered yet. */
    public static final Profile BLANK = new Profile("", "", "", "", "", CustomerStatus.LEAD, "");
}
