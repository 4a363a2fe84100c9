-- A kiosk at a door can be cut off like a camera (S0-15): of one room, or of the whole house.
alter table containment.measure drop constraint measure_kind_check;
alter table containment.measure add constraint measure_kind_check check (kind in
  ('revoke-sign-ins', 'lock-account', 'isolate-camera', 'freeze-exports', 'stop-kiosks'));
