// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal;

import org.eclipse.osgi.util.NLS;

/** The words of the CRM's views and editors. */
public final class Messages extends NLS {
    public static String search_hint;
    public static String column_name;
    public static String column_company;
    public static String column_city;
    public static String column_phone;
    public static String column_status;
    public static String column_lastOrder;
    public static String status_active;
    public static String status_vip;
    public static String status_lead;
    public static String status_dormant;
    public static String count_all;
    public static String count_some;
    public static String editor_newCustomer;
    public static String editor_contact;
    public static String editor_orders;
    public static String editor_notes;
    public static String editor_nameMissing;
    public static String editor_saveFailed;
    public static String field_name;
    public static String field_company;
    public static String field_city;
    public static String field_phone;
    public static String field_email;
    public static String field_status;
    public static String order_number;
    public static String order_date;
    public static String order_item;
    public static String order_amount;
    public static String order_state;
    public static String orders_none;
    public static String orders_summary;
    public static String state_paid;
    public static String state_shipped;
    public static String state_delivered;
    public static String state_returned;
    public static String heading_id;

    static {
        NLS.initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    private Messages() {
    }
}
